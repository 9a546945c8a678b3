package io.anteroom.tokenservice;

import io.anteroom.edge.Face;
import io.anteroom.edge.PrivateAccess;
import io.anteroom.edge.PublicAccess;

/** What stands at which path. */
final class TokenFaces {

  private TokenFaces() {}

  static Face visitors(
      GenerateToken generateToken, PublicKey publicKey, KeySet keySet, PublicAccess access) {
    return Face.open(access)
        .post("/generate_token", generateToken::forVisitor)
        .get("/public_key", publicKey::answer)
        .get("/.well-known/jwks.json", keySet::answer)
        .build();
  }

  static Face site(GenerateToken generateToken, PrivateAccess access) {
    return Face.guarded(access).post("/generate_token", generateToken::forSite).build();
  }
}
