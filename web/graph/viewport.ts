import type { Box } from './layout.ts';

const SMALLEST = 0.1;
const LARGEST = 4;
/** Below this nobody reads a label. */
const READABLE = 0.6;

/** The part of the drawing that is seen: dragged with the pointer, zoomed with the wheel and by buttons. */
export class Viewport {
  private readonly canvas: HTMLElement;
  private svg: SVGSVGElement | undefined;
  private size = { width: 1, height: 1 };
  private scale = 1;
  private left = 0;
  private top = 0;
  /** Whether the last press moved the drawing: then it was no click. */
  wasDragged = false;
  /** Fitted until somebody moves it. */
  private isFitted = true;

  constructor(canvas: HTMLElement) {
    this.canvas = canvas;
    new ResizeObserver(() => (this.isFitted ? this.fit(READABLE) : this.apply())).observe(canvas);
    canvas.addEventListener('wheel', event => this.onWheel(event), { passive: false });
    canvas.addEventListener('pointerdown', event => this.onPress(event));
  }

  show(svg: SVGSVGElement, width: number, height: number): void {
    const isFirst = this.svg === undefined || this.isFitted;
    this.svg = svg;
    this.size = { width: Math.max(width, 1), height: Math.max(height, 1) };
    if (isFirst) this.fit(READABLE);
    else this.apply();
  }

  /** Everything in sight, never larger than life; where that were smaller than `least`, the beginning. */
  fit(least = SMALLEST): void {
    const { clientWidth, clientHeight } = this.canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.scale = Math.max(least, clamp(Math.min(clientWidth / this.size.width, clientHeight / this.size.height, 1.2)));
    this.left = Math.min(0, (this.size.width - clientWidth / this.scale) / 2);
    this.top = Math.min(0, (this.size.height - clientHeight / this.scale) / 2);
    this.isFitted = true;
    this.apply();
  }

  zoom(factor: number, x = this.canvas.clientWidth / 2, y = this.canvas.clientHeight / 2): void {
    const scale = clamp(this.scale * factor);
    this.left += x / this.scale - x / scale;
    this.top += y / this.scale - y / scale;
    this.scale = scale;
    this.isFitted = false;
    this.apply();
  }

  /** Moves the drawing so far that a box is seen. */
  reveal({ x, y, width, height }: Box): void {
    const right = this.left + this.canvas.clientWidth / this.scale;
    const bottom = this.top + this.canvas.clientHeight / this.scale;
    if (x - width / 2 >= this.left && x + width / 2 <= right && y - height / 2 >= this.top && y + height / 2 <= bottom) return;
    this.left = x - this.canvas.clientWidth / this.scale / 2;
    this.top = y - this.canvas.clientHeight / this.scale / 2;
    this.isFitted = false;
    this.apply();
  }

  private apply(): void {
    const { clientWidth, clientHeight } = this.canvas;
    this.svg?.setAttribute(
      'viewBox',
      `${this.left} ${this.top} ${Math.max(1, clientWidth / this.scale)} ${Math.max(1, clientHeight / this.scale)}`,
    );
  }

  private onWheel(event: WheelEvent): void {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      const { left, top } = this.canvas.getBoundingClientRect();
      this.zoom(Math.exp(-event.deltaY / 200), event.clientX - left, event.clientY - top);
      return;
    }
    this.left += (event.shiftKey ? event.deltaY : event.deltaX) / this.scale;
    this.top += (event.shiftKey ? 0 : event.deltaY) / this.scale;
    this.isFitted = false;
    this.apply();
  }

  private onPress(press: PointerEvent): void {
    this.wasDragged = false;
    if (press.button !== 0) return;
    const start = { left: this.left, top: this.top };
    const move = (event: PointerEvent): void => {
      const [dx, dy] = [event.clientX - press.clientX, event.clientY - press.clientY];
      if (!this.wasDragged && Math.hypot(dx, dy) < 4) return;
      this.wasDragged = true;
      this.left = start.left - dx / this.scale;
      this.top = start.top - dy / this.scale;
      this.isFitted = false;
      this.apply();
    };
    const end = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
  }
}

function clamp(scale: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, scale));
}
