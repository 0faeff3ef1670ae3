// One training step of a 4-layer GPT: width 128, 4 heads, 64 positions, batch 16, 512 tokens, AdamW.

import { F, nn, optim, Random, type Tensor } from '../src/core/index.js';
import { sideBySide } from './others.js';
import type { Benchmark } from './timing.js';
import { trainingStep } from './training-step.js';

const [LAYERS, WIDTH, HEADS, LENGTH, BATCH, VOCABULARY] = [4, 128, 4, 64, 16, 512];

class Model extends nn.Module {
  readonly tokens: nn.Embedding;
  readonly positions: nn.Embedding;
  readonly blocks: nn.TransformerBlock[];
  readonly norm = new nn.LayerNorm(WIDTH);

  constructor(random: Random) {
    super();
    this.tokens = new nn.Embedding(VOCABULARY, WIDTH, { random: random.split('tokens'), sd: 0.02 });
    this.positions = new nn.Embedding(LENGTH, WIDTH, { random: random.split('positions'), sd: 0.02 });
    this.blocks = Array.from({ length: LAYERS }, (_, i) => new nn.TransformerBlock(WIDTH, HEADS, { random: random.split(i), causal: true }));
  }

  forward(ids: Int32Array): Tensor {
    let x = this.tokens.lookup(ids, [BATCH, LENGTH]).add(this.positions.weight);
    for (const block of this.blocks) x = block.forward(x);
    return F.linear(this.norm.forward(x), this.tokens.weight);
  }
}

const torch = `
C, H, T, B, V = ${WIDTH}, ${HEADS}, ${LENGTH}, ${BATCH}, ${VOCABULARY}
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.n1, self.n2 = nn.LayerNorm(C), nn.LayerNorm(C)
        self.qkv, self.proj = nn.Linear(C, 3 * C), nn.Linear(C, C)
        self.up, self.down = nn.Linear(C, 4 * C), nn.Linear(4 * C, C)
    def forward(self, x, mask):
        q, k, v = self.qkv(self.n1(x)).split(C, 2)
        q, k, v = (t.view(B, T, H, C // H).transpose(1, 2) for t in (q, k, v))
        w = (q @ k.transpose(-2, -1) * (C // H) ** -0.5).masked_fill(mask, float('-inf')).softmax(-1)
        x = x + self.proj((w @ v).transpose(1, 2).reshape(B, T, C))
        return x + self.down(F.gelu(self.up(self.n2(x))))
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.tok, self.pos = nn.Embedding(V, C), nn.Embedding(T, C)
        self.blocks, self.norm = nn.ModuleList(Block() for _ in range(${LAYERS})), nn.LayerNorm(C)
        self.mask = torch.triu(torch.ones(T, T, dtype=torch.bool), 1)
    def forward(self, ids):
        x = self.tok(ids) + self.pos.weight
        for b in self.blocks: x = b(x, self.mask)
        return self.norm(x) @ self.tok.weight.t()
model = Model()
opt = torch.optim.AdamW(model.parameters(), lr=1e-3)
ids, targets = torch.randint(0, V, (B, T)), torch.randint(0, V, (B * T,))
def step():
    opt.zero_grad()
    F.cross_entropy(model(ids).view(-1, V), targets).backward()
    opt.step()
`;

const benchmark: Benchmark = {
  name: `GPT step, ${LAYERS} layers, d=${WIDTH}, T=${LENGTH}, batch ${BATCH}`,
  async run() {
    const random = new Random(1);
    const model = new Model(random);
    const optimizer = new optim.AdamW(model.parameters(), { lr: 1e-3 });
    const draw = (n: number): Int32Array => Int32Array.from({ length: n }, () => random.integer(VOCABULARY));
    const [ids, targets] = [draw(BATCH * LENGTH), draw(BATCH * LENGTH)];
    const own = trainingStep(optimizer, () => F.crossEntropy(model.forward(ids), targets));
    return sideBySide({ name: 'gpt-step', own, torch });
  },
};

export default benchmark;
