package cn.tiyan.walkthrough.walkthrough;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An office's word on a finished walkthrough.
 *
 * @param accepted false if it was returned
 * @param opinion why it was returned, or a remark; masked
 * @param by account of the clerk
 * @param unit code of the clerk's unit
 * @param at when
 */
public record Review(boolean accepted, @Nullable String opinion, String by, String unit, Instant at) {
}
