import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { WholeTable } from "@rekindle/core/world/world";
import { connect } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import { Refused } from "../data-folder.ts";

/** A table on AWS, by the credentials of whoever calls: none of the product's own functions may read a whole table. */
export type CloudTable = { table: WholeTable; secret: string; hasStream(): Promise<boolean>; close(): void };

export const openCloud = (name: string, env: NodeJS.ProcessEnv): CloudTable => {
  const secret = env["REKINDLE_SECRET"];
  if (secret === undefined)
    throw new Refused({
      ja: "REKINDLE_SECRET に、このデプロイのワークスペースの秘密鍵を設定してください。",
      en: "Set REKINDLE_SECRET to the workspace secret of this deployment.",
    });
  const endpoint = env["REKINDLE_DYNAMODB_ENDPOINT"];
  const client = connect(endpoint === undefined ? {} : { endpoint });
  return {
    table: DynamoTable.open(client, name),
    secret,
    hasStream: () => streams(client, name),
    close: () => client.destroy(),
  };
};

const streams = async (client: DynamoDBClient, name: string): Promise<boolean> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name })).catch((error: unknown) => {
    throw new Refused(
      { ja: `テーブル ${name} が見つかりません。`, en: `The table ${name} cannot be found.` },
      { cause: error },
    );
  });
  return Table?.StreamSpecification?.StreamEnabled === true;
};
