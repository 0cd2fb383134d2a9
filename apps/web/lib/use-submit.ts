'use client';

import { ApiError } from '@limen/client/api-error';
import { type FormEvent, useState } from 'react';

export type Submission = {
  busy: boolean;
  error: unknown;
  /** The field that the server refused, if it named one. */
  refused: string | null;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
};

/** Sends a form once at a time; what goes wrong stays beside it, and what was typed stays in it. */
export const useSubmit = (send: (fields: (name: string) => string) => Promise<void>): Submission => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (busy) return;
    const given = new FormData(event.currentTarget);
    const fields = (name: string): string => {
      const value = given.get(name);
      return typeof value === 'string' ? value : '';
    };
    setBusy(true);
    setError(null);
    // stays busy after success: the next page is on its way
    send(fields).catch((thrown: unknown) => {
      setError(thrown);
      setBusy(false);
    });
  };
  return { busy, error, refused: error instanceof ApiError ? (error.field ?? null) : null, onSubmit };
};
