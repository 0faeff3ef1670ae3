/** Catches a fault of any screen, so that the tutor ends with a message on the normal screen instead of a broken picture. */
import { Component, type ReactNode } from 'react';

interface Props {
  readonly onCrash: (error: Error) => void;
  readonly children: ReactNode;
}

// React has no hook for this: a boundary must be a class.
export class CrashBoundary extends Component<Props, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { readonly crashed: boolean } {
    return { crashed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onCrash(error instanceof Error ? error : new Error(String(error)));
  }

  override render(): ReactNode {
    return this.state.crashed ? null : this.props.children;
  }
}
