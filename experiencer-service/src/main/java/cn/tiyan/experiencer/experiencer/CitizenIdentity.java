package cn.tiyan.experiencer.experiencer;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Absent, or a number of an identity card. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CitizenIdentity.Validator.class)
public @interface CitizenIdentity {

    /** Shown at the field. */
    String message() default "不是有效的 18 位身份证号码";

    /** Required of every constraint; not used. */
    Class<?>[] groups() default {};

    /** Required of every constraint; not used. */
    Class<? extends Payload>[] payload() default {};

    /** Decides. */
    class Validator implements ConstraintValidator<CitizenIdentity, String> {

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || IdentityNumber.isValid(value);
        }
    }
}
