// What the design asks of the figures. A figure without a bar is information.

export interface Bar {
  readonly benchmark: RegExp;
  readonly figure: RegExp;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export const bars: readonly Bar[] = [
  { benchmark: /^Matrix product/, figure: /^(?!32x)\d+x\d+x\d+ [NT]{2} \(GFLOP\/s\)$/, atLeast: 25 },
  { benchmark: /^MLP step/, figure: /^ratio to PyTorch$/, atMost: 0.35 },
  { benchmark: /^MLP step/, figure: /^ratio to tfjs-wasm$/, atMost: 0.08 },
  { benchmark: /^GPT step/, figure: /^ratio to PyTorch$/, atMost: 2.5 },
  { benchmark: /^Simulations/, figure: /first frame \(s\)$/, atMost: 0.3 },
  { benchmark: /^Simulations/, figure: /frames a second$/, atLeast: 10 },
  { benchmark: /^Simulations/, figure: /total \(s\)$/, atMost: 15 },
  { benchmark: /^Start/, figure: /^ratio to an Ink "hello"$/, atMost: 1.4 },
  { benchmark: /^While training/, figure: /^key to paint, 95th percentile \(ms\)$/, atMost: 50 },
  { benchmark: /^While training/, figure: /^resident memory \(MB\)$/, atMost: 200 },
];

export function barFor(benchmark: string, figure: string): Bar | undefined {
  return bars.find((bar) => bar.benchmark.test(benchmark) && bar.figure.test(figure));
}

export function meets({ atLeast = -Infinity, atMost = Infinity }: Bar, value: number): boolean {
  return value >= atLeast && value <= atMost;
}
