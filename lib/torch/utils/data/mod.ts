/**
 * Data sets and mini-batches, like `torch.utils.data`.
 *
 * @module
 */

export { DataLoader, type DataLoaderOptions } from "./dataloader.ts";
export { TensorDataset } from "./dataset.ts";
