package dev.spate.http;

import java.util.List;

/// Other sites whose pages may use the gateway: `https://chat.example.org`, or `*` for any.
public record Origins(List<String> listed) {
  public Origins {
    listed = List.copyOf(listed);
  }

  /// `null` is what any page can make itself, in a sandboxed frame.
  boolean allow(String origin) {
    if (listed.contains("*")) return true;
    return !origin.equals("null") && listed.stream().anyMatch(origin::equalsIgnoreCase);
  }
}
