package cn.tiyan.issue.issue;

import cn.tiyan.platform.time.China;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/**
 * A day or time from 2000 to 2099: whatever lies beyond is a slip of the pen, and what lies far beyond no database holds. An
 * absent one passes; where it is required, say {@code @NotNull} as well.
 */
@Constraint(validatedBy = InReach.Validator.class)
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface InReach {

    String message() default "应在 2000 年至 2099 年之间";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says whether it is. */
    final class Validator implements ConstraintValidator<InReach, Temporal> {

        private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
        private static final LocalDate LAST = LocalDate.of(2099, 12, 31);
        private static final Instant EARLIEST = FIRST.atStartOfDay(China.ZONE).toInstant();
        private static final Instant LATEST = LAST.plusDays(1).atStartOfDay(China.ZONE).toInstant();

        @Override
        public boolean isValid(@Nullable Temporal value, ConstraintValidatorContext context) {
            return switch (value) {
                case null -> true;
                case Instant time -> !time.isBefore(EARLIEST) && time.isBefore(LATEST);
                case LocalDate day -> !day.isBefore(FIRST) && !day.isAfter(LAST);
                default -> throw new IllegalArgumentException("Not meant for " + value.getClass());
            };
        }
    }
}
