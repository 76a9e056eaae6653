package cn.tiyan.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What people write, in any script: at least one letter, digit, sign or picture, at most 2000 characters, no control
 * characters but line breaks and tabs, and no half of a surrogate pair. Such halves change when they are stored, and the
 * chained history would then seem forged. An absent text passes; where it is required, say {@code @NotNull} as well.
 */
@Size(max = 2000)
@Pattern(regexp = Prose.WRITING + "*" + "[\\p{L}\\p{N}\\p{P}\\p{S}]" + Prose.WRITING + "*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Prose {

    /** Any one character that may stand in a text. */
    String WRITING = "[[^\\p{Cs}\\p{Cc}]\\r\\n\\t]";

    String message() default "请填写 1 至 2000 字的文字，不含控制字符";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
