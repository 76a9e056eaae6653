package cn.tiyan.platform.aggregate;

import cn.tiyan.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.springframework.data.mongodb.core.query.Criteria;

/** The place in a list where a page ended. */
record PageKey(Instant createdAt, String id) {

    static PageKey of(Aggregate last) {
        return new PageKey(last.createdAt(), last.id());
    }

    static PageKey parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            return new PageKey(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Refusal.malformed("after", "翻页标记无效，请使用上一页返回的 next");
        }
    }

    Criteria older() {
        return Criteria.where("createdAt").lte(createdAt).orOperator(
                Criteria.where("createdAt").lt(createdAt),
                Criteria.where("createdAt").is(createdAt).and("_id").lt(id));
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((createdAt.toEpochMilli() + " " + id).getBytes(StandardCharsets.UTF_8));
    }
}
