package cn.tiyan.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Tests the whole platform: one {@link LocalStack} for all such tests of a run, healthy before each class, stopped after the
 * last. Constructors and methods may take it, or the {@link Platform} its clients see, as parameters.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WholePlatform.Running.class)
@interface WholePlatform {

    /** Provides it. */
    final class Running implements BeforeAllCallback, ParameterResolver {

        @Override
        public void beforeAll(ExtensionContext context) {
            stack(context).ensureUp();
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == LocalStack.class || type == Platform.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            LocalStack stack = stack(context);
            return parameter.getParameter().getType() == LocalStack.class ? stack : stack.platform();
        }

        private static LocalStack stack(ExtensionContext context) {
            return context.getRoot().getStore(Namespace.GLOBAL).computeIfAbsent(LocalStack.class, _ -> new LocalStack(), LocalStack.class);
        }
    }
}
