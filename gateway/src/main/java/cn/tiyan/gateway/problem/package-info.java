/** What callers are told when the gateway itself has to say no: problem details (RFC 9457) in Chinese, never an exception's text. */
package cn.tiyan.gateway.problem;
