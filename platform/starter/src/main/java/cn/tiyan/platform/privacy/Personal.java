package cn.tiyan.platform.privacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * One piece of personal data. It is encrypted in the database, and shows itself masked everywhere else: in JSON, in logs, in
 * messages. Only {@link #reveal} gives it in clear, and whoever calls that has checked the right and records the reason.
 */
public final class Personal {

    /** What it is, which decides how much of it a mask leaves. */
    public enum Kind {
        /** A person's name: the first character stays. */
        NAME,
        /** A phone number: the first three and last four digits stay. */
        PHONE,
        /** A number on an identity document: the first three and last two characters stay. */
        IDENTITY,
        /** A postal address: the first six characters stay. */
        ADDRESS,
        /** An e-mail address: its first character and its domain stay. */
        EMAIL
    }

    private final Kind kind;
    private final String clear;

    private Personal(Kind kind, String clear) {
        this.kind = kind;
        this.clear = Objects.requireNonNull(clear);
    }

    /** @param clear the data itself */
    public static Personal of(Kind kind, String clear) {
        return new Personal(kind, clear);
    }

    public Kind kind() {
        return kind;
    }

    /** The data in clear. */
    public String reveal() {
        return clear;
    }

    /** The data as it may be shown. */
    @JsonValue
    public String masked() {
        return switch (kind) {
            case NAME -> Masking.keep(clear, 1, 0);
            case PHONE -> Masking.keep(clear, 3, 4);
            case IDENTITY -> Masking.keep(clear, 3, 2);
            case ADDRESS -> Masking.keep(clear, 6, 0);
            case EMAIL -> Masking.keep(clear, 1, clear.length() - Math.max(0, clear.lastIndexOf('@')));
        };
    }

    @Override
    public String toString() {
        return masked();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Personal that && kind == that.kind && clear.equals(that.clear);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, clear);
    }
}
