import type { IncomingHttpHeaders } from 'node:http';

const howToSend =
  'Send Authorization: Bearer <secret>, or X-API-KEY: <public id> with X-API-SECRET: <secret>';
const sendBoth =
  'The secret (s3cr3t_…) was shown once, when the key was made. If it is lost, rotate the key or make another one.';

/**
 * Tells the owner of a key what is wrong with the headers of a request that was not accepted. Only their form is looked at, so that
 * nobody learns which keys exist.
 */
export function mistakeIn({ authorization, ...headers }: IncomingHttpHeaders): string {
  const publicId = [headers['x-api-key']].flat().join(', ');
  const secret = [headers['x-api-secret']].flat().join(', ');
  if (authorization === undefined && publicId === '' && secret === '') {
    return `The request has no API key. ${howToSend}.`;
  }
  const given = (authorization ?? '').replaceAll(/^[ \t]+|[ \t]+$/g, '');
  const [, scheme = '', token = ''] = /^(?:([A-Za-z]+)(?: |$))? *(.*)$/s.exec(given) ?? [];
  const sent = authorization === undefined ? `${publicId}${secret}` : token;
  if (/["'`<>{}$]/.test(sent)) {
    return `The key is sent with quotes, brackets or the name of a variable. ${howToSend}, with the bare values.`;
  }
  if (authorization !== undefined) {
    if (/^basic$/i.test(scheme)) return `Basic authentication is not supported. ${howToSend}.`;
    if (/^bearer\b/i.test(token)) return `The word Bearer stands twice in Authorization. ${howToSend}.`;
    if (/^bearer$/i.test(scheme) && token === '') return `There is no secret behind Bearer. ${howToSend}.`;
    if (!/^bearer$/i.test(scheme)) return `Authorization does not begin with the word Bearer. ${howToSend}.`;
    if (!/^[\x21-\x7e]+$/.test(token)) {
      return `The token has spaces or characters that no secret has. ${howToSend}, with nothing in it or behind it.`;
    }
    if (token.startsWith('sk_')) {
      return `sk_… is the public id of a key, not its secret. ${howToSend}. ${sendBoth}`;
    }
    if (/^(?:org|op)_/.test(token)) return `This is the id of an organization or an operation. ${howToSend}.`;
  } else {
    if (secret === '') {
      return publicId.startsWith('s3cr3t_')
        ? 'X-API-KEY has the secret. Send Authorization: Bearer <secret>, or the public id (sk_…) in X-API-KEY and the secret in X-API-SECRET.'
        : `X-API-SECRET is missing: X-API-KEY alone is not enough. ${sendBoth}`;
    }
    if (publicId === '') return `X-API-KEY is missing: it is the public id (sk_…) of the key. ${howToSend}.`;
    if (publicId.startsWith('s3cr3t_') || secret.startsWith('sk_')) {
      return 'X-API-KEY and X-API-SECRET are exchanged: the public id (sk_…) belongs in X-API-KEY.';
    }
    if (/[^\x21-\x7e]/.test(sent))
      return `X-API-KEY or X-API-SECRET has spaces or other characters that no key has.`;
  }
  return (
    'No key that is accepted now has this secret, or not together with this public id: it is incomplete, or the key was revoked or ' +
    'has expired. Compare it with the list of keys (GET /v1/keys, trunkline key list).'
  );
}
