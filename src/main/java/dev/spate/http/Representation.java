package dev.spate.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// A file as it is sent, in one coding.
final class Representation {
  private final String type;
  private final Coding coding;
  private final byte[] bytes; // never changed
  private final String tag;

  Representation(String type, Coding coding, byte[] bytes) {
    this.type = type;
    this.coding = coding;
    this.bytes = bytes;
    this.tag = tag(bytes);
  }

  /// For `Content-Type`.
  String type() {
    return type;
  }

  Coding coding() {
    return coding;
  }

  byte[] bytes() {
    return bytes;
  }

  /// For `ETag`, a strong one: other bytes have another.
  String tag() {
    return tag;
  }

  private static String tag(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      var half = Arrays.copyOf(digest, digest.length / 2);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(half) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
