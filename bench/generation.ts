// Generation with the shipped English model: a context of tokens one after another with the key-value cache, beside the same
// shape in PyTorch. Tokens a second.

import { loadGpt } from '../src/data/gpt.js';
import { inTurns } from './others.js';
import type { Benchmark } from './timing.js';

function torchProgram(vocabulary: number, context: number, width: number, layers: number, heads: number): string {
  return `
V, T, C, L, H = ${vocabulary}, ${context}, ${width}, ${layers}, ${heads}
tok, pos, norm = nn.Embedding(V, C), nn.Embedding(T, C), nn.LayerNorm(C)
blocks = [(nn.LayerNorm(C), nn.Linear(C, 3 * C), nn.Linear(C, C), nn.LayerNorm(C), nn.Linear(C, 4 * C), nn.Linear(4 * C, C)) for _ in range(L)]
def step():
    caches = [(torch.empty(H, T, C // H), torch.empty(H, T, C // H)) for _ in range(L)]
    token = 0
    with torch.no_grad():
        for t in range(T):
            x = tok.weight[token] + pos.weight[t]
            for (n1, qkv, proj, n2, up, down), (keys, values) in zip(blocks, caches):
                q, k, v = qkv(n1(x)).view(3, H, C // H)
                keys[:, t], values[:, t] = k, v
                w = (keys[:, :t + 1] @ q.unsqueeze(2) * (C // H) ** -0.5).softmax(1)
                x = x + proj((w.transpose(1, 2) @ values[:, :t + 1]).reshape(C))
                x = x + down(F.gelu(up(n2(x))))
            token = int((tok.weight @ norm(x)).argmax())
`;
}

const benchmark: Benchmark = {
  name: 'Generation, the shipped English model',
  async run() {
    const model = loadGpt('en');
    const { vocabularySize, context, width, layers, heads } = model.config;
    const own = (): void => {
      let state = model.decoder.start([model.tokenizer.endOfText]);
      for (let t = 1; t < context; t++) state = state.advance((7 * t) % vocabularySize);
    };
    const best = inTurns({ own, torch: torchProgram(vocabularySize, context, width, layers, heads) });
    const perSecond = Object.entries(best).map(([library, ms]): [string, number] => [`${library} (tokens/s)`, (context / ms) * 1000]);
    return Object.fromEntries(perSecond);
  },
};

export default benchmark;
