package cn.tiyan.platform.web;

import cn.tiyan.platform.trace.TracePropagation;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What every HTTP interface shares. */
@AutoConfiguration
@Import({Problems.class, RequestArguments.class, TracePropagation.class})
public class WebConfiguration {
}
