package cn.tiyan.gateway.problem;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Refusals of the gateway's own pages: an unknown address, a wrong method. */
@ControllerAdvice
class ProblemAdvice {

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class,
        HttpRequestMethodNotSupportedException.class, HttpMediaTypeNotAcceptableException.class,
        HttpMediaTypeNotSupportedException.class})
    void refuse(Exception refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var known = (ErrorResponse) refusal;
        known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        Problem.ofStatus(known.getStatusCode().value()).answer(request, response);
    }
}
