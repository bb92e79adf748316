import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { use } from "react";
import { I18nextProvider } from "react-i18next";
import { meQuery } from "../api/workspace.ts";
import { Problem } from "../api.ts";
import { KeysProvider } from "../ui/keys.tsx";
import { cssVariables, theme } from "../ui/theme.ts";
import { UndoProvider } from "../ui/undo.tsx";
import { i18n, ready } from "./i18n.ts";
import { router } from "./router.tsx";

/** A refusal stays a refusal; what could not be reached is tried again by the polling. */
const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // Whose session is over finds out by whatever the page asks next; the shell then asks who it is, and shows the way in.
    onError: (error, { queryKey }) => {
      if (error instanceof Problem && error.status === 401 && queryKey[0] !== meQuery.queryKey[0])
        void queries.invalidateQueries(meQuery);
    },
  }),
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 1 && (!(error instanceof Problem) || error.status >= 500),
      retryDelay: 500,
      staleTime: 2_000,
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});
const words = ready();

export const App = () => {
  use(words);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <I18nextProvider i18n={i18n}>
        <QueryClientProvider client={queries}>
          <KeysProvider>
            <UndoProvider>
              <RouterProvider router={router} />
            </UndoProvider>
          </KeysProvider>
          <Notifications position="bottom-center" limit={5} zIndex={400} />
        </QueryClientProvider>
      </I18nextProvider>
    </MantineProvider>
  );
};
