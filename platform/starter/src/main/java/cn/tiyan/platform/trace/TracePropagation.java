package cn.tiyan.platform.trace;

import feign.RequestInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes the trace in from requests and passes it on to other services. */
@Configuration(proxyBeanMethods = false)
public class TracePropagation {

    @Bean
    TraceFilter traceFilter() {
        return new TraceFilter();
    }

    @Bean
    RequestInterceptor passOnTrace() {
        return call -> {
            String current = Trace.current();
            if (current != null) {
                call.header(Trace.HEADER, current);
            }
        };
    }
}
