import { testOptimizer } from "./_trajectories.ts";

testOptimizer("Adam");
testOptimizer("AdamW");
