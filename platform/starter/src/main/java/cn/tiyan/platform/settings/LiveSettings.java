package cn.tiyan.platform.settings;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Binds settings to records and binds them again whenever Nacos says something changed. A value that cannot be bound or breaks
 * a constraint is refused with an error in the log, and the last good settings stay in force; at start-up it stops the service.
 */
public class LiveSettings {

    private static final Logger log = LoggerFactory.getLogger(LiveSettings.class);

    private final ConfigurableEnvironment environment;
    private final Validator validator;
    private final CopyOnWriteArrayList<Bound<?, ?>> all = new CopyOnWriteArrayList<>();

    LiveSettings(ConfigurableEnvironment environment, Validator validator) {
        this.environment = environment;
        this.validator = validator;
    }

    /** The settings under this prefix, such as {@code tiyan.feedback.rules}. */
    public <T> Live<T> bind(String prefix, Class<T> type) {
        return bind(prefix, type, Function.identity());
    }

    /**
     * What is made of the settings under this prefix, once whenever they change.
     *
     * @param make may refuse them by an {@link IllegalArgumentException} that says why
     */
    public <T, R> Live<R> bind(String prefix, Class<T> type, Function<T, R> make) {
        var bound = new Bound<>(prefix, type, make, make.apply(read(prefix, type)));
        all.add(bound);
        return bound;
    }

    @EventListener
    void changed(EnvironmentChangeEvent event) {
        all.stream().filter(bound -> event.getKeys().stream().anyMatch(key -> key.startsWith(bound.prefix))).forEach(this::refresh);
    }

    private <T, R> void refresh(Bound<T, R> bound) {
        try {
            bound.value = bound.make.apply(read(bound.prefix, bound.type));
            log.info("Settings {} are now {}", bound.prefix, bound.value);
        } catch (RuntimeException e) {
            log.error("Settings {} stay {}: the new ones are refused: {}", bound.prefix, bound.value,
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        }
    }

    private <T> T read(String prefix, Class<T> type) {
        T value = Binder.get(environment).bindOrCreate(prefix, type);
        Set<ConstraintViolation<T>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(violations.stream()
                    .map(violation -> prefix + "." + violation.getPropertyPath() + " " + violation.getMessage())
                    .sorted().collect(Collectors.joining("; ")));
        }
        return value;
    }

    private static final class Bound<T, R> implements Live<R> {

        private final String prefix;
        private final Class<T> type;
        private final Function<T, R> make;
        private volatile R value;

        Bound(String prefix, Class<T> type, Function<T, R> make, R value) {
            this.prefix = prefix;
            this.type = type;
            this.make = make;
            this.value = value;
        }

        @Override
        public R get() {
            return value;
        }
    }
}
