package dev.spate.generation;

import java.time.Duration;
import java.util.List;

/// A read-only view of one part of the configuration. Every key has a default, given where it is
/// read; a key in the file that nobody reads is refused, so read all of yours while opening.
public interface Settings {

  /// A secret need not stand in the file: under `generators:`, `api-key` of `m-1` is read from
  /// `SPATE_GENERATORS_M_1_API_KEY` too. What must be there is asked for with `""`, and [#bad].
  String text(String key, String fallback);

  /// Written `200ms`, `30s`, `5m`, `1h`.
  ///
  /// @throws BadSetting if it is written otherwise, or shorter than `least`, or longer than `most`
  Duration duration(String key, Duration fallback, Duration least, Duration most);

  /// A whole number, or a size: `8MiB`.
  ///
  /// @throws BadSetting if it is written otherwise, or less than `least`, or more than `most`
  long number(String key, long fallback, long least, long most);

  /// `true` or `false`.
  ///
  /// @throws BadSetting if it is neither
  boolean flag(String key, boolean fallback);

  List<String> list(String key);

  /// The part below `key`, perhaps empty.
  Settings child(String key);

  /// The keys of this part, as they stand in the file.
  List<String> keys();

  /// To throw for a value that is well written but can't be used.
  BadSetting bad(String key, String mend);
}
