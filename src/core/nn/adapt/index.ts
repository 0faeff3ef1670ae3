// Fine-tuning few parameters of a trained model.

export { Adapter, AdaptedLayer, type AdapterOptions } from './adapter.js';
export { addAdapters, addLoRA, mergeLoRA, type AddAdaptersOptions, type AddLoRAOptions, type BlockSite } from './blocks.js';
export { LoRALinear } from './lora.js';
export { PrefixTuning, SoftPrompt, type PrefixTuningOptions } from './prompt.js';
