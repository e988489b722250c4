// The npm SDK of GitHub: labels and issues of a repository, gists, pages by `Link`.
import { Octokit } from '@octokit/rest';
import { RequestError } from '@octokit/request-error';
import { Checks } from './checks.mjs';

const octokit = new Octokit({ auth: 'token', baseUrl: process.argv[2], log: { debug() {}, info() {}, warn() {}, error() {} } });
const checks = new Checks('octokit');
const of = { owner: 'octocat', repo: 'hello' };
const data = async (call) => (await call).data;

const bug = await checks.call('a label is created', () => data(octokit.rest.issues.createLabel({ ...of, name: 'bug', color: 'ff0000' })), (label) => label.name === 'bug' && label.color === 'ff0000');
await checks.call('it is read', () => data(octokit.rest.issues.getLabel({ ...of, name: 'bug' })), (label) => label.id === bug.id);
await checks.call('it is changed', () => data(octokit.rest.issues.updateLabel({ ...of, name: 'bug', color: '00ff00' })), (label) => label.color === '00ff00');
for (const name of ['docs', 'help', 'later']) await checks.call(`label ${name}`, () => data(octokit.rest.issues.createLabel({ ...of, name })));
await checks.call('a page of a list', () => data(octokit.rest.issues.listLabelsForRepo({ ...of, per_page: 2 })), (labels) => labels.length === 2);
await checks.call('all pages', () => octokit.paginate(octokit.rest.issues.listLabelsForRepo, { ...of, per_page: 2 }), (labels) => labels.length === 4);
await checks.call('it is deleted', () => octokit.rest.issues.deleteLabel({ ...of, name: 'bug' }), (answer) => answer.status === 204);
await checks.raises('it is not there any more', RequestError, () => octokit.rest.issues.getLabel({ ...of, name: 'bug' }), (error) => error.status === 404);

const gist = await checks.call('a gist is created', () => data(octokit.rest.gists.create({ files: { 'a.txt': { content: 'a' } }, description: 'one' })), (made) => made.description === 'one');
await checks.call('the gist is read', () => data(octokit.rest.gists.get({ gist_id: gist.id })), (found) => found.id === gist.id);
await checks.call('the gist is deleted', () => octokit.rest.gists.delete({ gist_id: gist.id }), (answer) => answer.status === 204);
await checks.raises('the gist is not there any more', RequestError, () => octokit.rest.gists.get({ gist_id: gist.id }), (error) => error.status === 404);
await checks.call('an issue', () => data(octokit.rest.issues.create({ ...of, title: 'It breaks' })), (issue) => issue.title === 'It breaks');
await checks.call('who calls', () => data(octokit.rest.users.getAuthenticated()), (user) => user.login);
await checks.raises('a value that cannot be one', RequestError, () => octokit.rest.issues.createLabel({ ...of, name: 7 }), (error) => error.status === 422);
checks.end();
