package cn.tiyan.platform.web;

import cn.tiyan.platform.refusal.Refusal;
import jakarta.servlet.ServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.AbstractPropertyBindingResult;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.ServletRequestDataBinder;
import org.springframework.web.bind.support.WebBindingInitializer;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.InvocableHandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.ExtendedServletRequestDataBinder;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestDataBinderFactory;

/**
 * Makes filters of query parameters, and keeps what is wrong with a request to what somebody can read. To Spring a name such as
 * {@code unit[$ne]} or {@code unit.code} is a part of a value; our values have none, and looking for it fails in as many ways as
 * there are types.
 */
final class Binding extends ServletRequestDataBinderFactory {

    /** Each further one is compared with all before it. */
    private static final int MOST_ERRORS = 100;

    Binding(@Nullable List<InvocableHandlerMethod> binderMethods, @Nullable WebBindingInitializer initializer) {
        super(binderMethods, initializer);
    }

    @Override
    protected ServletRequestDataBinder createBinderInstance(@Nullable Object target, String objectName, NativeWebRequest request) {
        return new ExtendedServletRequestDataBinder(target, objectName) {
            @Override
            public void construct(ServletRequest parameters) {
                parameters.getParameterMap().keySet().forEach(Binding::require);
                super.construct(parameters);
            }

            @Override
            protected AbstractPropertyBindingResult createBeanPropertyBindingResult() {
                return new BeanPropertyBindingResult(getTarget(), getObjectName(), isAutoGrowNestedPaths(), getAutoGrowCollectionLimit()) {
                    @Override
                    public void addError(ObjectError error) {
                        if (getErrorCount() < MOST_ERRORS) {
                            super.addError(error);
                        }
                    }
                };
            }
        };
    }

    private static void require(String name) {
        if (name.indexOf('[') >= 0 || name.indexOf('.') >= 0) {
            throw Refusal.malformed(name, "没有这个参数，请检查参数名");
        }
    }
}
