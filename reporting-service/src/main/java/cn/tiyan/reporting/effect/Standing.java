package cn.tiyan.reporting.effect;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Whether an issue counts, as far as that was ever in doubt; its optimizations may be heard of before or after.
 *
 * @param id the issue
 * @param out whether it is out of scope, or goes on as another one
 * @param sequence of the event that said so
 */
@Document("optimizedIssue")
record Standing(@Id String id, boolean out, long sequence) {
}
