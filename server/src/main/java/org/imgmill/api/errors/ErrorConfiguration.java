package org.imgmill.api.errors;

import org.imgmill.refusals.AnswerRefusal;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lets what the web server refuses by itself be said in the words of the API.
@Configuration(proxyBeanMethods = false)
class ErrorConfiguration {

    /// The innermost valve reports first.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorAnswers(AnswerRefusal answers) {
        return factory ->
                factory.addContextCustomizers(
                        context ->
                                context.getParent()
                                        .getPipeline()
                                        .addValve(new ErrorAnswers(answers)));
    }
}
