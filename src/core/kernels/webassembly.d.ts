// The part of the WebAssembly JavaScript interface that the core uses: TypeScript declares it in its DOM library only,
// which a program for the terminal does not load.

declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
    /** Adds pages of 64 KiB; every earlier view on the buffer is detached. */
    grow(pages: number): number;
  }
  const Memory: { new (descriptor: { initial: number; maximum?: number }): Memory; readonly prototype: Memory };

  interface Module {
    readonly kind?: 'module';
  }
  const Module: { new (bytes: Uint8Array<ArrayBuffer>): Module };

  type Exports = Record<string, unknown>;
  interface Instance {
    readonly exports: Exports;
  }
  const Instance: { new (module: Module, imports: Record<string, Record<string, unknown>>): Instance };
}
