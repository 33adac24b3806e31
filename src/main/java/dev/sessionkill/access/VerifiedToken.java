package dev.sessionkill.access;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Map;

/**
 * What a token said whose signature was found good. It does not have the signature, so it cannot be
 * used to call.
 *
 * @param claims as Nimbus reads them
 * @param json the claims as they were written: Nimbus turns a number in {@code sub} into text
 * @param signer the key that made the signature
 */
record VerifiedToken(JWSHeader header, JWTClaimsSet claims, Map<String, Object> json, JWK signer) {}
