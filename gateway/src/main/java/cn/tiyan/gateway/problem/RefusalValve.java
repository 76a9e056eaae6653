package cn.tiyan.gateway.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

import cn.tiyan.gateway.trace.Trace;

/** Answers what Tomcat refuses before any filter sees it, such as an encoded slash, in place of Tomcat's own HTML page. */
public class RefusalValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            var trace = Trace.of(request);
            response.setHeader(Trace.HEADER, trace.header());
            response.setContentType(Problem.MEDIA_TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            var stream = response.getReporter();
            if (stream != null) {
                var json = Problem.ofStatus(response.getStatus()).toJson(trace.traceId());
                stream.write(new String(json, StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException callerIsGone) {
            container.getLogger().debug("Could not answer a refused request", callerIsGone);
        }
    }
}
