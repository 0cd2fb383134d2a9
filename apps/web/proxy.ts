import { type NextRequest, NextResponse } from 'next/server';

/**
 * Runs before every page: its content security policy with a fresh nonce, which Next puts on its own scripts, and the
 * path, so that the frame can send a person back to where they were going.
 *
 * Styles may stand inline because noVNC and Radix place things by style attributes; no style can run code.
 */
export const proxy = (request: NextRequest): NextResponse => {
  const nonce = btoa(crypto.randomUUID());
  // React's development build evaluates code to show where an error came from
  const dev = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-limen-path', request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
};

export const config = { matcher: ['/((?!_next/static|_next/image|api/|icon.svg).*)'] };
