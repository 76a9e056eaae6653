package cn.tiyan.platform.aggregate;

import cn.tiyan.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * The place in a list where a page ended.
 *
 * @param field the time the list is sorted by; a place in one list is none in another that is sorted differently
 */
public record PageKey(String field, Instant time, String id) {

    /**
     * @param text as {@link #toString} wrote it
     * @throws Refusal malformed, if it is no place in a list sorted by this field
     */
    public static PageKey parse(String text, String field) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
            if (parts[0].equals(field)) {
                return new PageKey(field, Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | DateTimeException e) {
            // As good as none; said below.
        }
        throw Refusal.malformed("after", "翻页标记无效，请使用上一页返回的 next");
    }

    /** What comes after it. The outer condition gives the index a bound; the inner one drops what the page before has shown. */
    public Criteria further(Sort.Direction direction) {
        return direction.isDescending()
                ? Criteria.where(field).lte(time).orOperator(Criteria.where(field).lt(time), Criteria.where(field).is(time).and("_id").lt(id))
                : Criteria.where(field).gte(time).orOperator(Criteria.where(field).gt(time), Criteria.where(field).is(time).and("_id").gt(id));
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((field + " " + time.toEpochMilli() + " " + id).getBytes(StandardCharsets.UTF_8));
    }
}
