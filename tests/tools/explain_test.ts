import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { explain, explaining } from "../../tools/_explain.ts";
import { Problem } from "../../tools/_problem.ts";

const says = (output: string) => explain("installing JupyterLab", output);

Deno.test("explain() knows a cut network in the words of pip and of Deno", () => {
  const network = "because the package server could not be reached";
  const outputs = [
    "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution",
    "error sending request for url (x): client error (Connect): dns error",
    "ReadTimeoutError: HTTPSConnectionPool: Read timed out.",
    "[WinError 10061] Failed to establish a new connection",
  ];
  for (const output of outputs) assertStringIncludes(says(output), network, output);
});

Deno.test("explain() prefers a cut network to the package that pip could not find then", () => {
  const output = "WARNING: Retrying after connection broken by 'NewConnectionError: Failed to " +
    "establish a new connection'\nERROR: No matching distribution found for anyio==4.16.0";
  assertStringIncludes(says(output), "could not be reached");
});

Deno.test("explain() knows a full disk in the words of each system", () => {
  const outputs = [
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
    "There is not enough space on the disk. (os error 112)",
    "Disk quota exceeded (os error 122)",
  ];
  for (const output of outputs) assertStringIncludes(says(output), "because the disk is full");
});

Deno.test("explain() names the package that an index does not have", () => {
  assertEquals(
    says("ERROR: No matching distribution found for deno==2.8.1"),
    "The set-up stopped while installing JupyterLab because the package index has no deno==2.8.1 " +
      "for this machine and its Python: use a Python from 3.10 to 3.14 on Linux, macOS or " +
      "Windows (x64 or arm64), then run this command again",
  );
});

Deno.test("explain() names the file that cannot be written", () => {
  assertStringIncludes(
    says("error: [Errno 13] Permission denied: '/d2l/.venv/bin'"),
    "because /d2l/.venv/bin cannot be written: check whom",
  );
});

Deno.test("explain() quotes the last error of what it does not know", () => {
  assertEquals(
    says("first\nERROR: the moon is full\nhint: wait\n"),
    "The set-up stopped while installing JupyterLab: ERROR: the moon is full (all of its output " +
      "is in .jupyter/set_up.log)",
  );
});

Deno.test("explaining() tells errors of the file system, and lets mistakes of ours through", async () => {
  const denied = () => Promise.reject(new Deno.errors.PermissionDenied("Permission denied"));
  await assertRejects(() => explaining("looking", denied), Problem, "check whom");
  const mistake = () => Promise.reject(new TypeError("x is not a function"));
  await assertRejects(() => explaining("looking", mistake), TypeError, "x is not");
});
