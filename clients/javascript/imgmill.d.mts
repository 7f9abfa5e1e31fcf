// The types of imgmill.mjs; what the server takes and answers is in schema.d.mts, which is generated.
import type { components } from './schema.mjs';

type Schemas = components['schemas'];

export type Batch = Schemas['BatchView'];

/** What an upload answers: the batch, and the secrets of its webhooks, this once. */
export type Accepted = Schemas['AcceptedView'];

/** The fields of an upload; what is an object goes as JSON. */
export type Fields = {
  [Field in keyof Omit<Schemas['UploadForm'], 'file' | 'images'>]?: Schemas['UploadForm'][Field] | number | object;
} & { filename?: string };

export type ListedImage = Schemas['ListedImage'];

export interface Waiting {
  progress?: (batch: Batch) => void;
  pause?: number;
  signal?: AbortSignal;
}

export class ImgmillError extends Error {
  readonly status: number;
  readonly code: Schemas['Problem']['code'] | '';
  readonly errors: NonNullable<Schemas['Problem']['errors']>;
  readonly retryAfter?: number;
}

export class Imgmill {
  constructor(url?: string, options?: { key?: string });
  upload(catalogue: Blob | string, fields?: Fields): Promise<Accepted>;
  uploadList(images: ListedImage[], more?: Omit<Schemas['ImageList'], 'images'>): Promise<Accepted>;
  batch(id: string): Promise<Batch>;
  wait(id: string, waiting?: Waiting): Promise<Batch>;
  uploadAndWait(catalogue: Blob | string, options?: Waiting & Fields): Promise<Batch>;
  download(id: string, what?: 'results.csv' | 'results.zip' | 'errors.csv'): Promise<Response>;
}

export function isOurs(
  secret: string,
  headers: Headers | Record<string, string>,
  body: string,
  tolerance?: number,
): Promise<boolean>;
