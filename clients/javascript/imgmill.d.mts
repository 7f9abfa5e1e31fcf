export interface Batch {
  id: string;
  name: string;
  status:
    | 'pending'
    | 'processing'
    | 'paused'
    | 'completed'
    | 'completed_with_errors'
    | 'failed'
    | 'cancelled';
  counts: { total: number; processed: number; stored: number; failed: number; distinct: number };
  bytes_in: number;
  bytes_out: number;
  failures: { code: string; message: string; retryable: boolean; count: number }[];
  links: Record<string, string>;
  [field: string]: unknown;
}

export interface Waiting {
  progress?: (batch: Batch) => void;
  pause?: number;
  signal?: AbortSignal;
}

export class ImgmillError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: { line: number; column?: string; code: string; message: string }[];
  readonly retryAfter?: number;
}

export class Imgmill {
  constructor(url?: string, options?: { key?: string });
  upload(catalogue: Blob | string, fields?: { filename?: string } & Record<string, unknown>): Promise<Batch>;
  uploadList(images: { id?: string; url: string }[], more?: Record<string, unknown>): Promise<Batch>;
  batch(id: string): Promise<Batch>;
  wait(id: string, waiting?: Waiting): Promise<Batch>;
  uploadAndWait(
    catalogue: Blob | string,
    options?: Waiting & { filename?: string } & Record<string, unknown>,
  ): Promise<Batch>;
  download(id: string, what?: 'results.csv' | 'results.zip' | 'errors.csv'): Promise<Response>;
}

export function isOurs(
  secret: string,
  headers: Headers | Record<string, string>,
  body: string,
  tolerance?: number,
): Promise<boolean>;
