package cn.tiyan.walkthrough.catalogue;

import java.time.Instant;
import org.springframework.data.annotation.Id;

/** What lists show of a {@link ServiceItem}: these of its fields and no others are read. See there for what they mean. */
public record ItemRow(@Id String id, long version, String unit, String code, ItemContent content, int edition, String from, ItemStatus status, Instant createdAt) {
}
