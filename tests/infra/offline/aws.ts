import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** The few calls that the `sst` CLI itself makes: bootstrap parameter, passphrase, state objects. In memory. */
export type Aws = { url: string; close(): Promise<void> };

export const startAws = async (): Promise<Aws> => {
  const parameters = new Map([["/sst/bootstrap", JSON.stringify(bootstrap)]]);
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    bodyOf(request).then(
      (body) => answer(request, body, response, parameters, objects),
      (error: Error) => response.destroy(error),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
};

const bootstrap = {
  version: 6,
  asset: "sst-asset-test",
  state: "sst-state-test",
  assetEcrRegistryId: "123456789012",
  assetEcrUrl: "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/sst-asset",
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

const answer = (
  { method, url = "", headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  parameters: Map<string, string>,
  objects: Map<string, Buffer>,
): void => {
  const json = (status: number, content: object) => {
    response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(content));
  };
  const target = headers["x-amz-target"];
  if (target === "AmazonSSM.GetParameter") {
    const { Name } = JSON.parse(body.toString());
    const Value = parameters.get(Name);
    return Value === undefined
      ? json(400, { __type: "ParameterNotFound" })
      : json(200, { Parameter: { Name, Type: "String", Value } });
  }
  if (target === "AmazonSSM.PutParameter") {
    const { Name, Value } = JSON.parse(body.toString());
    parameters.set(Name, Value);
    return json(200, { Version: 1 });
  }
  const [key = ""] = url.split("?");
  const stored = objects.get(key);
  if (method === "PUT") {
    objects.set(key, body);
    response.writeHead(200, { etag: '"x"' });
  } else if (method === "DELETE") {
    objects.delete(key);
    response.writeHead(204);
  } else if (method === "GET" && stored !== undefined) {
    response.writeHead(200);
    response.write(stored);
  } else if (method === "GET") {
    response.writeHead(404, { "content-type": "application/xml" });
    response.write("<Error><Code>NoSuchKey</Code></Error>");
  } else response.writeHead(500);
  response.end();
};
