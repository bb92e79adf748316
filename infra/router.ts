import { always, pagePolicy } from "../packages/functions/src/http/security-headers.ts";
import { originSecret } from "./secrets.ts";
import { certificate, dns, domain } from "./stage.ts";

/** What a machine calls often and from one address: providers' webhooks, event batches, links in mails behind a proxy. */
const unlimited = ["/hooks/", "/v1/batch", "/t/"];
const REQUESTS_IN_FIVE_MINUTES = 2000;

const startsWith = (path: string) => ({
  byteMatchStatement: {
    searchString: path,
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "STARTS_WITH",
    textTransformations: [{ priority: 0, type: "NONE" }],
  },
});

/** For pages, which come from a bucket and say nothing by themselves. What the API has set for its answers stays. */
const pageHeaders = { ...always, "content-security-policy": pagePolicy };
const setHeaders = [
  'event.response.headers["strict-transport-security"] = { value: "max-age=63072000; includeSubDomains" };',
  ...Object.entries(pageHeaders).map(([name, value]) => {
    const header = `event.response.headers[${JSON.stringify(name)}]`;
    return `${header} = ${header} || { value: ${JSON.stringify(value)} };`;
  }),
].join("\n  ");

/**
 * The one address of API and pages. Each request that passes it carries a secret header, which the API demands, and the
 * address it came from, for the audit; both replace what a client may have sent under the same names. No origin access control: it would make every client
 * sign the body of its POST.
 */
export const router = new sst.aws.Router("Router", {
  ...(domain === undefined
    ? {}
    : { domain: { name: domain, dns, ...(certificate === undefined ? {} : { cert: certificate }) } }),
  edge: {
    viewerRequest: {
      injection: $interpolate`event.request.headers["x-rekindle-origin"] = { value: ${$jsonStringify(originSecret.value)} };
  event.request.headers["x-rekindle-viewer"] = { value: event.viewer.ip };`,
    },
    viewerResponse: { injection: setHeaders },
  },
  waf: {
    rateLimitPerIp: REQUESTS_IN_FIVE_MINUTES,
    // The rules against script and SQL would refuse MJML templates and what people write into call notes.
    managedRules: { coreRuleSet: false, sqlInjection: false, knownBadInputs: true },
  },
  transform: {
    waf: (args) => {
      args.rules = $output(args.rules).apply((rules) =>
        (rules ?? []).map((rule) =>
          rule.statement.rateBasedStatement === undefined
            ? rule
            : {
                ...rule,
                statement: {
                  rateBasedStatement: {
                    ...rule.statement.rateBasedStatement,
                    scopeDownStatement: {
                      notStatement: { statements: [{ orStatement: { statements: unlimited.map(startsWith) } }] },
                    },
                  },
                },
              },
        ),
      );
    },
  },
});
