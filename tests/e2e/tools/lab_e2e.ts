import { assert, assertEquals, assertRejects } from "@std/assert";
import { startLab } from "../../../tools/lab.ts";

Deno.test("startLab() starts a JupyterLab that keeps to itself, and leaves nothing running", async () => {
  let url: string;
  {
    await using lab = await startLab();
    url = lab.url;
    const get = (path: string, token = lab.token) => {
      return fetch(lab.url + path, { headers: { Authorization: `token ${token}` } });
    };
    const { kernelspecs } = await (await get("api/kernelspecs")).json();
    assertEquals(kernelspecs.deno.spec.language, "typescript");

    const stranger = await get("api/kernelspecs", "wrong");
    await stranger.body?.cancel();
    assertEquals(stranger.status, 403);

    // No news and no look for updates, and no question about them.
    const page = await (await get("lab")).text();
    const config = page.match(/<script id="jupyter-config-data"[^>]*>([\s\S]*?)<\/script>/)![1];
    const { news, disabledExtensions, extensionManager } = JSON.parse(config);
    assertEquals(news, { disabled: true });
    assertEquals(disabledExtensions, ["@jupyterlab/lsp-extension"]);
    assertEquals(extensionManager.name, "read-only");
    const plugin = "@jupyterlab/apputils-extension:notification";
    const { schema } = await (await get(`lab/api/settings/${plugin}`)).json();
    const { fetchNews, checkForUpdates } = schema.properties;
    assertEquals([fetchNews.default, checkForUpdates.default], ["false", false]);
  }
  assert(!await fetch(url).then(() => true, () => false));
});

Deno.test("startLab() gives JupyterLab's own words if it does not start", async () => {
  await assertRejects(() => startLab(".", ["--ServerApp.port=nonsense"]), Error, "nonsense");
});
