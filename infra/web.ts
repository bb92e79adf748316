import "./api.ts";
import { router } from "./router.ts";

/** The pages, at the same address as the API: no CORS, cookies of one site. Unknown paths are the router's of the page. */
new sst.aws.StaticSite("Web", {
  path: "packages/web",
  router: { instance: router },
  build: { command: "npx --no -- vite build --logLevel warn", output: "dist" },
  errorPage: "index.html",
});

export const url = router.url;
