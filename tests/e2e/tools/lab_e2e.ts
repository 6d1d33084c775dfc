import { assert, assertEquals, assertRejects } from "@std/assert";
import { ensureSetUp, startLab } from "../../../tools/kernel.ts";

Deno.test("startLab() starts a JupyterLab that keeps to itself, with our kernel", async () => {
  await using lab = await startLab();
  assertEquals(new URL(lab.url).hostname, "127.0.0.1");
  const get = (path: string, token = lab.token) => {
    return fetch(lab.url + path, { headers: { Authorization: `token ${token}` } });
  };
  const { kernelspecs } = await (await get("api/kernelspecs")).json();
  assertEquals(kernelspecs.deno.spec.display_name, "Deno");

  const stranger = await get("api/kernelspecs", "wrong");
  await stranger.body?.cancel();
  assertEquals(stranger.status, 403);

  // No news and no look for updates, and no question about them.
  const page = await (await get("lab")).text();
  const config = page.match(/<script id="jupyter-config-data"[^>]*>([\s\S]*?)<\/script>/)![1];
  assertEquals(JSON.parse(config).news, { disabled: true });
  const plugin = "@jupyterlab/apputils-extension:notification";
  const { schema } = await (await get(`lab/api/settings/${plugin}`)).json();
  const { fetchNews, checkForUpdates } = schema.properties;
  assertEquals([fetchNews.default, checkForUpdates.default], ["false", false]);
});

Deno.test("startLab() leaves nothing running after close()", async () => {
  const lab = await startLab();
  await lab.close();
  await lab.close();
  const answered = await fetch(lab.url).then(() => true, () => false);
  assert(!answered);
});

Deno.test("startLab() leaves the set-up as it was: the next start has nothing to do", async () => {
  const lab = await startLab();
  await lab.close();
  const said: string[] = [];
  await ensureSetUp({ say: { line: (text) => said.push(text), passing() {} } });
  assertEquals(said, []);
});

Deno.test("startLab() gives JupyterLab's own words if it does not start", async () => {
  await assertRejects(
    () => startLab({ args: ["--no-such-option=1", "--ServerApp.port=nonsense"] }),
    Error,
    "startLab() expects JupyterLab to answer but it ended:\n",
  );
});
