import { account, production, region } from "./stage.ts";

/** Known before anything is made, so that policies can name it. One account may hold several stages. */
export const configurationSet = production ? "rekindle" : `rekindle-${$app.stage}`;
export const configurationSetArn = $interpolate`arn:aws:ses:${region}:${account}:configuration-set/${configurationSet}`;
