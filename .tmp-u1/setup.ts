import chromium from "@sparticuz/chromium";
export default async ({ provide }: any) => { provide("browser", process.env["CHROME_PATH"] ?? (await chromium.executablePath())); };
