package dev.spate.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.stream.StreamEvent.End;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import java.io.ByteArrayOutputStream;
import java.nio.charset.CharsetEncoder;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/// The entries of a log that has ended, in few bytes: all text in one array, and in another, for
/// each entry, two varints: its kind and length, and the milliseconds since the one before. An
/// entry is made anew whenever it is read.
final class PackedEntries extends AbstractList<Entry> {
  private static final int STRIDE = 32; // entries from one mark to the next
  private static final int OBJECT_BYTES = 64; // around a mark, or an event that is kept as it is

  private enum Kind {
    TEXT(0),
    REASONING(1),
    EXTRA(2),
    ARGUMENTS(3), // of a tool call whose id and name came before
    WHOLE(4); // any other event, kept as it is; its length is its index

    static final int BITS = 3;
    private static final Kind[] ALL = values();

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    static Kind of(long kindAndLength) {
      return ALL[(int) kindAndLength & (1 << BITS) - 1];
    }
  }

  /// Where every [#STRIDE]th entry begins.
  private record Mark(int head, int text, long previousMillis) {}

  private final byte[] heads;
  private final byte[] text;
  private final List<StreamEvent> whole;
  private final List<Mark> marks;
  private final int size;

  private PackedEntries(Packer packer, int size) {
    this.heads = packer.heads.toByteArray();
    this.text = packer.text.toByteArray();
    this.whole = List.copyOf(packer.whole);
    this.marks = List.copyOf(packer.marks);
    this.size = size;
  }

  static PackedEntries of(List<Entry> entries) {
    var packer = new Packer();
    for (var entry : entries) packer.add(entry);
    return new PackedEntries(packer, entries.size());
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Entry get(int index) {
    var cursor = new Cursor(marks.get(index / STRIDE));
    for (int i = index % STRIDE; i > 0; i--) cursor.skip();
    return cursor.next(index + 1L);
  }

  /// What it takes of the heap, about.
  long bytes() {
    long kept = whole.stream().mapToLong(event -> OBJECT_BYTES + 2L * event.chars()).sum();
    return heads.length + text.length + kept + (long) OBJECT_BYTES * marks.size();
  }

  /// Reads from a mark on.
  private final class Cursor {
    private int head;
    private int from;
    private long millis;

    Cursor(Mark mark) {
      head = mark.head();
      from = mark.text();
      millis = mark.previousMillis();
    }

    void skip() {
      long kindAndLength = varint();
      var kind = Kind.of(kindAndLength);
      millis += varint();
      if (kind == Kind.ARGUMENTS) varint();
      if (kind != Kind.WHOLE) from += length(kindAndLength);
    }

    Entry next(long position) {
      long kindAndLength = varint();
      int length = length(kindAndLength);
      millis += varint();
      var event =
          switch (Kind.of(kindAndLength)) {
            case TEXT -> new Text(string(length));
            case REASONING -> new Reasoning(string(length));
            case EXTRA -> new Extra(string(length));
            case ARGUMENTS -> new ToolCall((int) varint(), "", "", string(length));
            case WHOLE -> whole.get(length);
          };
      return new Entry(position, Instant.ofEpochMilli(millis), event);
    }

    private static int length(long kindAndLength) {
      return (int) (kindAndLength >>> Kind.BITS);
    }

    private String string(int length) {
      return new String(text, from, length, UTF_8);
    }

    private long varint() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte octet = heads[head++];
        value |= (long) (octet & 0x7f) << shift;
        if (octet >= 0) return value;
      }
    }
  }

  private static final class Packer {
    private final ByteArrayOutputStream heads = new ByteArrayOutputStream();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final List<StreamEvent> whole = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final CharsetEncoder utf8 = UTF_8.newEncoder();
    private long previousMillis;
    private int count;

    void add(Entry entry) {
      if (count++ % STRIDE == 0) marks.add(new Mark(heads.size(), text.size(), previousMillis));
      long millis = entry.at().toEpochMilli() - previousMillis; // never back, so not negative
      previousMillis = entry.at().toEpochMilli();
      switch (entry.event()) {
        case Text(var some) when utf8.canEncode(some) -> text(Kind.TEXT, some, millis);
        case Reasoning(var some) when utf8.canEncode(some) -> text(Kind.REASONING, some, millis);
        case Extra(var json) when utf8.canEncode(json) -> text(Kind.EXTRA, json, millis);
        case ToolCall(int index, var id, var name, var arguments)
            when index >= 0 && id.isEmpty() && name.isEmpty() && utf8.canEncode(arguments) -> {
          text(Kind.ARGUMENTS, arguments, millis);
          varint(index);
        }
        case Started _, Text _, Reasoning _, ToolCall _, Extra _, End _ -> {
          head(Kind.WHOLE, whole.size(), millis);
          whole.add(entry.event());
        }
      }
    }

    private void text(Kind kind, String some, long millis) {
      var bytes = some.getBytes(UTF_8);
      head(kind, bytes.length, millis);
      text.writeBytes(bytes);
    }

    private void head(Kind kind, int length, long millis) {
      varint((long) length << Kind.BITS | kind.code);
      varint(millis);
    }

    private void varint(long value) {
      for (; value > 0x7f; value >>>= 7) heads.write((int) (value | 0x80));
      heads.write((int) value);
    }
  }
}
