/**
 * Trains in the background for {@linkcode ./explorable.ts}.
 *
 * @module
 */

import { type Settings, train } from "./job.ts";

addEventListener("message", ({ data }: MessageEvent<Settings>) => postMessage(train(data)));
