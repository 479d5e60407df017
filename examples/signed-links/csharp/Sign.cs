// Signs a link with a key of HS256, with .NET's own library alone.
//
//   ALDIA_KEY=key_... ALDIA_SECRET=... dotnet run -- https://pagos.example.com C-1042 aviso-3

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

const int Days = 30;

Console.WriteLine(SignedLink(args[0], args[1], args.ElementAtOrDefault(2)));

static string Encoded(byte[] data) =>
    Convert.ToBase64String(data).TrimEnd('=').Replace('+', '-').Replace('/', '_');

// The link for the customer with this number. Its `jti` is what results are told by: keep it.
static string SignedLink(string portal, string reference, string? step)
{
    var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    var header = new Dictionary<string, object>
    {
        ["alg"] = "HS256", ["typ"] = "JWT", ["kid"] = Environment.GetEnvironmentVariable("ALDIA_KEY")!,
    };
    var claims = new Dictionary<string, object>
    {
        ["sub"] = reference, ["jti"] = Guid.NewGuid().ToString(), ["iat"] = now, ["exp"] = now + Days * 86_400,
    };
    if (step is not null) claims["step"] = step;
    var parts = new[] { header, claims }.Select(part => Encoded(JsonSerializer.SerializeToUtf8Bytes(part)));
    var text = string.Join('.', parts);
    var secret = Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("ALDIA_SECRET")!);
    var signature = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text));
    return $"{portal}/s/{text}.{Encoded(signature)}";
}
