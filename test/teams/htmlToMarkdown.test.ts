import { strict as assert } from 'node:assert';
import { markdownOf } from '../../src/teams/htmlToMarkdown';

describe('the Markdown of a message', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', ''],
    ['plain words', 'plain words'],
    ['<p>Hi <at id="0">Ana</at> &amp; all,</p><p>it is <strong>down</strong> <em>again</em>.</p>', 'Hi Ana & all,\n\nit is **down** _again_.'],
    ['<div>one</div><div>two<br>three</div>', 'one\n\ntwo\nthree'],
    ['<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>', '- one\n- two\n  - deep'],
    ['<ol><li>one</li><li>two</li></ol>', '1. one\n2. two'],
    ['a_b_c 2 * 3 [x] `y`', 'a_b_c 2 * 3 [x] `y`'],
    ['<a href="https://a.example/x(y)">the log</a>', '[the log](https://a.example/x%28y%29)'],
    ['<a href="https://a.example/x">https://a.example/x</a>', 'https://a.example/x'],
    ['<a href="javascript:alert(1)">no</a> <a href="https://u:p@a.example">no</a>', 'no no'],
    ['<codeblock class="Bash"><code>ls -la<br>cat &lt;x&gt;</code></codeblock>', '```\nls -la\ncat <x>\n```'],
    ['<pre>one\n  two</pre>', '```\none\n  two\n```'],
    ['<img src="https://graph.microsoft.com/v1.0/x/hostedContents/1/$value" alt="image"> <emoji alt="👍" title="Like"></emoji><img alt="😀" itemtype="http://schema.skype.com/Emoji">', '(a picture, see the message) 👍😀'],
    ['<attachment id="1"></attachment><script>evil()</script>words<style>x{}</style>', 'words'],
    ['<blockquote><p>said</p></blockquote>', '> said'],
    ['<p>&nbsp;</p><p>a\u202Eb\u0007</p><p>&nbsp;</p><p>&nbsp;</p><p>c</p>', 'ab\n\nc'],
    ['<b>not closed <a href="https://a.exa', '**not closed**'],
  ];
  for (const [html, expected] of cases) it(`of ${html.slice(0, 60)}`, async () => assert.equal(await markdownOf(html), expected));

  it('comes in time, whatever it is built of', async () => {
    for (const html of ['<div>'.repeat(20_000), '<br>'.repeat(40_000), '<b><i>'.repeat(9_000), '<ul><li>'.repeat(29), '<codeblock>'.repeat(1_900), '&amp;'.repeat(10_000), '<'.repeat(60_000), '<a '.repeat(20_000), `<p>${' '.repeat(59_000)}x`, '<br>x'.repeat(1_990)]) {
      const started = performance.now();
      await markdownOf(`${html} the end`);
      assert.ok(performance.now() - started < 1_500, `${html.slice(0, 20)} took ${performance.now() - started} ms`);
    }
  }).timeout(30_000);

  it('keeps the words where the tags are too many', async () => {
    assert.match(await markdownOf(`<p>${'<b>x</b> '.repeat(2_000)}</p><p>1 &lt; 2</p>`), /^x x .*\n1 < 2$/su);
  });
});
