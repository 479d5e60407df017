<?php
// Signs a link with PHP's own extensions alone: with a private key of EdDSA (sodium), or a secret of HS256.
//
//   ALDIA_KEY=key_... ALDIA_PRIVATE_KEY=private.pem php sign.php https://pagos.example.com C-1042 aviso-3
//   ALDIA_KEY=key_... ALDIA_SECRET=...              php sign.php https://pagos.example.com C-1042 aviso-3

declare(strict_types=1);

const DAYS = 30;

function encoded(string $data): string
{
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}

/** With the private key in PEM: behind its wrapping stand 32 bytes. */
function by_private_key(string $text, string $pem): string
{
    $der = base64_decode(preg_replace('/-----[^-]+-----|\s/', '', $pem));
    $pair = sodium_crypto_sign_seed_keypair(substr($der, -32));
    return sodium_crypto_sign_detached($text, sodium_crypto_sign_secretkey($pair));
}

/** The link for the customer with this number. Its `jti` is what results are told by: keep it. */
function signed_link(string $base, string $reference, ?string $step = null): string
{
    $file = getenv('ALDIA_PRIVATE_KEY');
    $now = time();
    $header = ['alg' => $file ? 'EdDSA' : 'HS256', 'typ' => 'JWT', 'kid' => getenv('ALDIA_KEY')];
    $claims = ['sub' => $reference, 'jti' => bin2hex(random_bytes(16)), 'iat' => $now, 'exp' => $now + DAYS * 86_400];
    if ($step !== null) {
        $claims['step'] = $step;
    }
    $text = encoded(json_encode($header)) . '.' . encoded(json_encode($claims));
    $signature = $file
        ? by_private_key($text, file_get_contents($file))
        : hash_hmac('sha256', $text, getenv('ALDIA_SECRET'), true);
    return "$base/s/$text." . encoded($signature);
}

echo signed_link(...array_slice($argv, 1)), "\n";
