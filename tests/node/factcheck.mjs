// Google's own client, pointed at another server: prints what it makes of a search, its pages and an error.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { factchecktools } = require("@googleapis/factchecktools");
const [rootUrl, query, auth] = process.argv.slice(2);
const client = factchecktools({ version: "v1alpha1", rootUrl, ...(auth ? { auth } : {}) });

const told = { claims: [], pages: 0 };
let pageToken;
do {
  const { data } = await client.claims.search({ query, pageSize: 2, languageCode: "en-GB", pageToken });
  told.claims.push(...(data?.claims || []));
  told.pages += 1;
  pageToken = data.nextPageToken;
} while (pageToken);

told.none = (await client.claims.search({ query, languageCode: "de" })).data?.claims || [];
told.masked = (await client.claims.search({ query, fields: "claims/text" })).data.claims[0];
try {
  await client.claims.search({});
} catch (error) {
  told.error = { status: error.status, message: error.message };
}
console.log(JSON.stringify(told));
