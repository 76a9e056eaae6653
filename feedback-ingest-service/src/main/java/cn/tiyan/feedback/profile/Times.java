package cn.tiyan.feedback.profile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/** How a system writes times. Without any pattern they are taken as they are. */
final class Times {

    private static final String SECONDS = "epoch-seconds";
    private static final String MILLIS = "epoch-millis";

    private final List<String> written;
    private final List<Reader> readers;

    /** One way to write a time. */
    private interface Reader {

        /** @throws RuntimeException if it is not written this way */
        OffsetDateTime read(String text);
    }

    Times(List<String> written, ZoneId zone) {
        this.written = List.copyOf(written);
        this.readers = written.stream().map(pattern -> reader(pattern, zone)).toList();
    }

    String read(String text) {
        if (readers.isEmpty()) {
            return text;
        }
        for (Reader reader : readers) {
            try {
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(reader.read(text));
            } catch (DateTimeException | NumberFormatException e) {
                // Not this way, then; perhaps the next.
            }
        }
        throw new Untranslatable("没有这个时间，或写法不是 " + String.join("、", written));
    }

    private static Reader reader(String pattern, ZoneId zone) {
        return switch (pattern) {
            case SECONDS -> text -> Instant.ofEpochSecond(Long.parseLong(text)).atZone(zone).toOffsetDateTime();
            case MILLIS -> text -> Instant.ofEpochMilli(Long.parseLong(text)).atZone(zone).toOffsetDateTime();
            default -> {
                // People write yyyy for a year; strictly that would want an era beside it.
                var format = DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
                yield text -> switch (format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from)) {
                    case ZonedDateTime zoned -> zoned.toOffsetDateTime();
                    case LocalDateTime local -> local.atZone(zone).toOffsetDateTime();
                    case LocalDate day -> day.atStartOfDay(zone).toOffsetDateTime();
                    default -> throw new DateTimeException(text);
                };
            }
        };
    }
}
