import { assertEquals } from "@std/assert";
import { notebookText } from "../../tools/_notebook_text.ts";

Deno.test("notebookText() writes what Jupyter's own nbformat writes", () => {
  const text = notebookText({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "deno", display_name: "Deno" } },
    cells: [{
      source: "a\n深度",
      id: "x",
      metadata: {},
      cell_type: "code",
      execution_count: 1,
      outputs: [
        { output_type: "stream", name: "stdout", text: "1\n2\n" },
        {
          output_type: "display_data",
          metadata: {},
          data: { "text/plain": "p\nq", "application/json": { b: [1], a: {} }, "image/png": "x" },
        },
      ],
    }],
  });
  assertEquals(
    text,
    `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "x",
   "metadata": {},
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "1\\n",
      "2\\n"
     ]
    },
    {
     "data": {
      "application/json": {
       "a": {},
       "b": [
        1
       ]
      },
      "image/png": "x",
      "text/plain": [
       "p\\n",
       "q"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    }
   ],
   "source": [
    "a\\n",
    "深度"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Deno",
   "name": "deno"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`,
  );
});
